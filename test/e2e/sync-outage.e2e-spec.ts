import { describe } from '@jest/globals';
import { tellOutage } from '../support/outage-story.js';

describe('a portal that is away for two hours, and dossiers that move on meanwhile', () => {
  tellOutage(2);
});
