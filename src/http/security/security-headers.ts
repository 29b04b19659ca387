import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.ts';

/**
 * Everything a page needs comes from this server (ORG-10). Inline styles stay allowed for the component library of the portal;
 * inline scripts do not. `upgrade-insecure-requests` would break the plain-http start on one's own machine, and a browser that was
 * told once to insist on TLS would refuse every later program on localhost: only production says so.
 */
export function securityHeaders({ mode, publicUrl }: Pick<Config, 'mode' | 'publicUrl'>): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'base-uri': ["'self'"],
          'connect-src': ["'self'"],
          'font-src': ["'self'", 'data:'],
          'form-action': ["'self'"],
          'frame-ancestors': ["'self'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'object-src': ["'none'"],
          'script-src': ["'self'"],
          'script-src-attr': ["'none'"],
          'style-src': ["'self'", "'unsafe-inline'"],
        },
      },
      strictTransportSecurity: mode === 'production' && publicUrl.startsWith('https:'),
    }),
    (_req, res, next) => {
      res.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}
