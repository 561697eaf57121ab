/**
 * How a service or dossier stands at the portal, compared with what we sent. UNCLEAR: it is there, but what is shown
 * may as well be from before, or does not tell what we ask.
 */
export type Reading = 'SAME' | 'DIFFERENT' | 'UNCLEAR' | 'ABSENT';
