export interface NetworkRead {
  /** Public address of a network interface; undefined where it has none. */
  publicIp(networkInterface: string): Promise<string | undefined>;
}
