const model = `protocol X
event Ask on X
event Take on X
event Drop on X
event All on X
model M {
  states out, pending invited, joined
  system server
  party host initially joined
  party guest initially out
  channel server <-> host, guest on X
  phase Inv { trigger server -> guest : Ask moves guest from out to invited server -> guest : Ask server -> all joined : All }
  phase Acc { trigger guest -> server : Take moves guest from invited to joined guest -> server : Take server -> all joined : All }
  phase Rej { trigger guest -> server : Drop moves guest from invited to out guest -> server : Drop }
  phase Lea { trigger guest -> server : Drop moves guest from joined to out guest -> server : Drop }
}
`;

/** A flow in which every party can be invited, join and leave in any order, with mistakes in every seventh phase. */
export function manyConfigurations(parties: number, phases: number, targets: number): string {
  const all = Array.from({ length: phases }, (_, index) => index);
  const lines = all.map((index) => {
    const kind = index % 2 === 0 ? 'Inv' : ['Acc', 'Rej', 'Lea'][(index >> 1) % 3];
    const next = Array.from({ length: targets }, (_, step) => `F${(index + step + 1) % phases}`).join(' | ');
    const head = `  phase F${index} is ${kind}(P${(index >> 1) % parties} as guest)`;
    return index % 7 === 3 ? `${head} { S -> P1 : All next ${next} }` : `${head} next ${next}`;
  });
  const cast = Array.from({ length: parties }, (_, index) => `  party P${index} initially out`);
  return `${model}flow Big follows M {\n  system S as server\n${cast.join('\n')}\n${lines.join('\n')}\n}\n`;
}
