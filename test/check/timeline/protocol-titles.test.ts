import { expect, test } from 'vitest';
import { drawn } from '../../support/drawn.js';

test('protocols have their titles where no model knows them', async () => {
  const { protocols } = await drawn(`
protocol Sip "SIP"
protocol Cti "CTI"
protocol Own
message Ask on Sip
message Tell on Sip, Cti
flow F {
  system A  system B
  phase One { A -> B : Ask  B -> A : Tell on Cti  A -> B : Ask on Own }
}
`);
  expect(protocols).toEqual([
    { name: 'Sip', title: 'SIP' },
    { name: 'Cti', title: 'CTI' },
    { name: 'Own', title: null },
  ]);
});
