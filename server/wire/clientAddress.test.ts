import { expect, test } from 'vitest'
import { clientAddress } from './clientAddress.ts'

test.each([
  ['without proxies X-Forwarded-For is ignored', '10.0.0.1', '1.2.3.4', 0, '10.0.0.1'],
  ['behind one proxy the last entry counts', '10.0.0.1', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['behind two proxies the entry before the last counts', '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
  ['a shorter chain than announced gives its first entry', '10.0.0.1', '1.2.3.4', 5, '1.2.3.4'],
  ['a mapped IPv4 address is an IPv4 address', '::ffff:1.2.3.4', undefined, 0, '1.2.3.4'],
  ['IPv6 counts by its /64', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['two spellings of one IPv6 network are one', '2001:0DB8:1:2::9', undefined, 0, '2001:db8:1:2::/64'],
  ['a short IPv6 address is filled with zeros', '::1', undefined, 0, '0:0:0:0::/64'],
  ['a port is not part of it', '10.0.0.1', '1.2.3.4:50123', 1, '1.2.3.4'],
  ['nor is it of IPv6, nor are its brackets', '10.0.0.1', '[2001:db8:1:2::9]:50123', 1, '2001:db8:1:2::/64'],
  ['brackets alone', '10.0.0.1', '[2001:db8:1:2::9]', 1, '2001:db8:1:2::/64'],
  ['a mapped address as it is forwarded', '10.0.0.1', '::ffff:1.2.3.4', 1, '1.2.3.4'],
  ['a mapped one in hexadecimal', '10.0.0.1', '[::FFFF:102:304]:80', 1, '1.2.3.4'],
  ['a zone', 'fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
  ['what is no address, whatever it is', '10.0.0.1', 'unknown-17, _hidden', 1, 'unknown'],
])('%s', (_, remote, forwarded, proxies, expected) => {
  expect(clientAddress(remote, forwarded, proxies)).toBe(expected)
})
