import type { NextFunction, Request, Response } from 'express';
import type { HelmetOptions } from 'helmet';

/** Nothing from outside and nothing inline. Served over plain HTTP on loopback, so no HSTS. */
export const HELMET_RULES: Readonly<HelmetOptions> = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  // Under `no-referrer` a browser sends `Origin: null` with the sign-in form.
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: false,
};

/** Figures are true for an instant; a cache must not show them later. Hashed assets say otherwise themselves. */
export function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
