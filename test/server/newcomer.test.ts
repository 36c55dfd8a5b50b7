import { describe, expect, test } from 'vitest';
import { Typist } from '../support/typist.js';

/** A model of another trade, with a vocabulary, states and a fact of its own. */
const lending = `protocol Desk
protocol Post
request Reserve on Desk
request Cancel on Desk
event Reserved on Desk
event Lapsed on Desk, Post
event Cancelled on Post
request Borrow on Desk
event Lent on Desk
event Refused on Desk

/** A reader reserves a book, and comes for it or does not. */
model Lending "Lending of books" {
  party  reader    "Reader"
  system counter   "Counter"
  system catalogue "Catalogue"
  states away, pending waiting, reading
  fact book: new, old
  channel reader <-> counter on Desk
  channel counter -> catalogue on Post

  phase Reserves "A book is reserved" {
    trigger reader -> counter : Reserve
    moves reader from away to waiting
    counter -> reader : Reserved
  }
  phase Fetches "The book is fetched" {
    trigger reader -> counter : Borrow
    moves reader from waiting to reading
    counter -> reader : Lent
  }
  phase Lapses "Nobody comes" {
    trigger timeout at counter
    moves reader from waiting to away
    counter -> reader : Lapsed on Desk
    counter -> catalogue : Lapsed on Post
  }
  phase Cancels "The reader cancels" {
    trigger reader -> counter : Cancel
    moves reader from waiting to away
    when book is new {
      counter -> catalogue : Cancelled
    }
  }
  phase NotLent "The book cannot be lent" replaces Fetches {
    trigger reader -> counter : Borrow
    counter -> reader : Refused
  }
}
`;

/** Begins a flow of a model and names who takes part; facts keep the value that is proposed. */
async function begin(typist: Typist, model: string, names: readonly string[], facts: number): Promise<void> {
  await typist.suggest();
  await typist.take(`flow follows ${model}`);
  for (const name of names) {
    await typist.type(name);
    typist.tab();
  }
  for (let fact = 0; fact < facts; fact++) typist.tab();
}

function phasesOf(text: string): string[] {
  return [...text.matchAll(/^ {2}phase \w+ is (\w+)/gm)].map(([, name = '']) => name);
}

describe('from an empty file to a flow that conforms, by completions only', () => {
  const all = [
    ...['InvitationIssued', 'InvitationAccepted', 'InvitationRejected', 'InvitationTimesOut', 'InvitationInvalid'],
    ...['LeaveConference', 'FailToLeaveConference'],
  ];
  const names = ['Help', 'Ann', 'Bo', 'Ixn', 'Stat'];

  test('all seven phases of the library’s model take 18 keys besides the names', async () => {
    const typist = new Typist();
    await begin(typist, 'Conference', names, 1);
    await typist.suggest();
    for (let phase = 0; phase < all.length; phase++) await typist.take();
    expect(await typist.findings()).toEqual([]);
    expect(phasesOf(typist.text)).toEqual(all);
    expect(typist.keys - names.join('').length).toBe(18);
  });

  test('typing where the flow goes, and fixes, lead to the same', async () => {
    const typist = new Typist();
    await begin(typist, 'Conference', names, 1);
    await typist.type('ph');
    await typist.take(/^phase InvitationIssued/);
    typist.escape();
    await typist.fix('ends-while-pending', /^Handle .* and /);
    await typist.fix('unhandled-outcome');
    await typist.suggest();
    await typist.take(/^phase LeaveConference/);
    await typist.fix('unhandled-outcome');
    expect(await typist.findings()).toEqual([]);
    expect(phasesOf(typist.text).sort()).toEqual([...all].sort());
    expect(typist.keys - names.join('').length).toBeLessThan(32);
  });

  test('a model of one’s own is followed from a file that is not imported yet', async () => {
    const typist = new Typist({ 'lending.confer': lending });
    await begin(typist, 'Lending', ['Loan', 'Rita', 'Desk1', 'Books'], 1);
    await typist.suggest();
    for (let phase = 0; phase < 5; phase++) await typist.take();
    expect(await typist.findings()).toEqual([]);
    expect(phasesOf(typist.text).sort()).toEqual(['Cancels', 'Fetches', 'Lapses', 'NotLent', 'Reserves']);
    expect(typist.keys - 'LoanRitaDesk1Books'.length).toBeLessThan(17);
  });
});
