import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Everything a page needs comes from this server (ORG-10). Inline styles stay allowed for the component library of the portal;
 * inline scripts do not. `upgrade-insecure-requests` would break the plain-http start on one's own machine.
 */
export function securityHeaders(publicUrl: string): RequestHandler[] {
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
      strictTransportSecurity: publicUrl.startsWith('https:'),
    }),
    (_req, res, next) => {
      res.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}
