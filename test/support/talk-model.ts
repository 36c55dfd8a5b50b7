/** A model with a pending state, a time-out, a broadcast and a condition, small enough to be edited everywhere. */
export const talkModel = `protocol Wire
request Ask on Wire
event Answer on Wire { Text: string }
model Talk "Talk" {
  party asker initially here
  party other
  system hub
  states away, pending called, here
  fact mood: good, bad
  channel hub <-> asker, other on Wire
  phase Call {
    trigger asker -> hub : Ask
    needs asker here
    moves other from away to called
    hub -> other : Ask
  }
  phase Come {
    trigger other -> hub : Answer
    moves other from called to here
    when mood is good { hub -> all here except other : Answer }
  }
  phase Ignore {
    trigger timeout at hub
    moves other from called to away
    hub -> asker : Answer
  }
}
`;
