import { LLStarLookaheadStrategy } from 'chevrotain-allstar';

type Alternation = LLStarLookaheadStrategy['buildLookaheadForAlternation'];
type Optional = LLStarLookaheadStrategy['buildLookaheadForOptional'];

/**
 * Langium's lookahead, worked out for each place of the grammar when a parser first comes to it: a process that reads
 * one small file needs few of them, and working out all takes longer than reading the file.
 */
export class LazyLookahead extends LLStarLookaheadStrategy {
  override buildLookaheadForAlternation(place: Parameters<Alternation>[0]): ReturnType<Alternation> {
    const build = () => super.buildLookaheadForAlternation(place);
    let choose: ReturnType<Alternation> | undefined;
    return function (alternatives) {
      choose ??= build();
      return choose.call(this, alternatives);
    };
  }

  override buildLookaheadForOptional(place: Parameters<Optional>[0]): ReturnType<Optional> {
    const build = () => super.buildLookaheadForOptional(place);
    let isNext: ReturnType<Optional> | undefined;
    return function () {
      isNext ??= build();
      return isNext.call(this);
    };
  }
}
