import { pino, type Logger } from 'pino';

/** Structured lines with ids; whatever might carry a secret or a person is cut out (ORG-10). */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: [
        '*.password',
        '*.token',
        '*.email',
        '*.phone',
        '*.name',
        'req.headers.authorization',
        'req.headers.cookie',
        'headers',
      ],
      remove: true,
    },
  });
}
