/** How many consecutive ports the server takes from its first one, which is the address of clients. */
export const temporalPortCount = 9;

/** Environment of the server that lays its services on consecutive ports from `first`. */
export function portEnvironment(first: number): Record<string, string> {
  const names = [
    'FRONTEND_GRPC_PORT',
    'FRONTEND_HTTP_PORT',
    'FRONTEND_MEMBERSHIP_PORT',
    'HISTORY_GRPC_PORT',
    'HISTORY_MEMBERSHIP_PORT',
    'MATCHING_GRPC_PORT',
    'MATCHING_MEMBERSHIP_PORT',
    'WORKER_GRPC_PORT',
    'WORKER_MEMBERSHIP_PORT',
  ];
  return Object.fromEntries(names.map((name, index) => [name, String(first + index)]));
}
