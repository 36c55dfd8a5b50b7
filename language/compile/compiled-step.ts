import type { Message, Movable, Place, Protocol, Step, StepProtocol, StepValue } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import * as ast from '../generated/ast.js';

/** A step as plain data. Its places and texts are computed on access: most never are needed. */
export class CompiledStep implements Step, Movable {
  constructor(
    readonly index: number,
    readonly arrow: Step['arrow'],
    readonly message: Message | null,
    readonly values: readonly StepValue[],
    readonly valueFindings: Step['valueFindings'],
    readonly on: StepProtocol | null,
    readonly inferred: readonly (Protocol | null)[],
    readonly delayMs: number | null,
    private node: ast.Step,
    private readonly places: Places,
  ) {}

  get messageName(): string {
    return this.node.message?.$refText ?? '';
  }

  get details(): string | null {
    const { arguments: given } = this.node;
    return given.length === 0 ? null : given.map((argument) => argument.$cstNode?.text ?? '').join(', ');
  }

  get place(): Place {
    return this.places.node(this.node);
  }

  get delayPlace(): Place {
    const { delay } = this.node;
    return delay === undefined ? this.place : this.places.keyword(this.node, 'after', this.place);
  }

  get messagePlace(): Place {
    return this.places.reference(this.node.message, this.node);
  }

  get protocolPlace(): Place {
    const { protocol } = this.node;
    return protocol === undefined ? this.messagePlace : this.places.reference(protocol, this.node);
  }

  get receiversPlace(): Place {
    return ast.isArrowStep(this.node) ? this.places.span(this.node.receivers, this.node) : this.messagePlace;
  }

  get contents(): readonly unknown[] {
    const { index, arrow, message, values, valueFindings, on, inferred, delayMs } = this;
    return [index, arrow, message, values, valueFindings, on, inferred, delayMs];
  }

  moveTo({ node }: CompiledStep): void {
    this.node = node;
  }

  /** The step as plain data, to be packed for another process or to outlive its tree. */
  toJSON(): Step {
    const { place, messagePlace, arrow } = this;
    const { delay, protocol } = this.node;
    const [receiver, ...others] = arrow?.receivers ?? [];
    // In one literal, and each place once: closed files keep theirs by the thousand.
    return {
      index: this.index,
      arrow,
      message: this.message,
      messageName: this.messageName,
      values: this.values,
      valueFindings: this.valueFindings,
      on: this.on,
      inferred: this.inferred,
      delayMs: this.delayMs,
      details: this.details,
      place,
      delayPlace: delay === undefined ? place : this.delayPlace,
      messagePlace,
      protocolPlace: protocol === undefined ? messagePlace : this.protocolPlace,
      receiversPlace: receiver !== undefined && others.length === 0 ? receiver.place : this.receiversPlace,
    };
  }
}
