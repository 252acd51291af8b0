import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where a webhook leads that may not be called: to this machine, its network, or no single place of the Internet. */
export class PrivateAddressError extends Error {}

/** Whether an address lies in no private, local or otherwise special network; IPv4 within IPv6 is seen as what it is. */
export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

/** @throws PrivateAddressError where a host is such an address itself: then no name is looked up. `[::1]` has brackets. */
export function refusePrivateHost(host: string): void {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw new PrivateAddressError(address)
}

/** Looks a name up for the connection itself, so that no second answer can lead elsewhere, and refuses private addresses. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? []
    if (error || first === undefined) return callback(error ?? new Error(`${hostname} has no address`), [])
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new PrivateAddressError(hostname), [])
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}
