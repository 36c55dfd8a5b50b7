import { TextDocument } from 'langium';
import { Message, type MessageWriter } from 'vscode-languageserver';
import { isRecord } from '../../timeline/types/json-guards.js';
import { convertPositions, convertTokens, namedIn } from './position-walk.js';
import { utf8Length, utf16Length } from './utf8-columns.js';

/** A request, a response or a notification. */
interface Call {
  readonly method: string;
  readonly params?: unknown;
}

/** The facts about a request that its answer needs. */
interface Asked {
  readonly method: string;
  readonly uri: string | undefined;
}

/**
 * Lets a client count positions in bytes of UTF-8 if it prefers that. The server counts in UTF-16 units, as the
 * language it is written in does: messages are converted as they come and go, and it does not know.
 */
export class PositionEncoding {
  /** The text of a document as the server has it; set once the server is there. */
  textOf: (uri: string) => TextDocument | undefined = () => undefined;
  private utf8 = false;
  private readonly openRequests = new Map<string | number, Asked>();

  /** A message from the client, as the server wants it. To be called when its turn has come, for texts change. */
  incoming(message: Message): Message {
    if (Message.isResponse(message)) return message;
    if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
    if (message.method === 'initialize') this.utf8 = prefersUtf8(message.params);
    const params = this.utf8 ? this.received(message) : message.params;
    if (Message.isRequest(message) && message.id !== null && (this.utf8 || message.method === 'initialize')) {
      this.openRequests.set(message.id, {
        method: message.method,
        uri: isRecord(params) ? namedIn(params) : undefined,
      });
    }
    return params === message.params ? message : ({ ...message, params } as Message);
  }

  /** Writes to the client what the server says. */
  outgoing(writer: MessageWriter): MessageWriter {
    return {
      onError: writer.onError,
      onClose: writer.onClose,
      write: (message) => writer.write(this.utf8 ? this.sent(message) : message),
      end: () => writer.end(),
      dispose: () => writer.dispose(),
    };
  }

  private received({ method, params }: Call): unknown {
    if (method === 'textDocument/didChange') return this.changed(params);
    return convertPositions(params, undefined, (uri, line, character) =>
      utf16Length(lineOf(this.textOf(uri), line), character),
    );
  }

  /** Each change is to the text that the one before has left. */
  private changed(params: unknown): unknown {
    if (!isRecord(params) || !Array.isArray(params.contentChanges)) return params;
    const uri = namedIn(params) ?? '';
    const text = TextDocument.create(uri, '', 0, this.textOf(uri)?.getText() ?? '');
    const contentChanges = params.contentChanges.map((change: unknown) => {
      if (!isRecord(change) || typeof change.text !== 'string') return change;
      const { rangeLength: _, ...rest } = change;
      const converted = convertPositions(rest, uri, (_uri, line, character) =>
        utf16Length(lineOf(text, line), character),
      ) as { text: string };
      TextDocument.update(text, [converted], 0);
      return converted;
    });
    return { ...params, contentChanges };
  }

  private sent(message: Message): Message {
    const convert = (uri: string, line: number, character: number) =>
      utf8Length(lineOf(this.textOf(uri), line), character);
    if (Message.isResponse(message)) {
      const request = message.id === null ? undefined : this.openRequests.get(message.id);
      if (message.id !== null) this.openRequests.delete(message.id);
      const { result } = message;
      if (request?.method === 'initialize') return { ...message, result: inUtf8(result) } as Message;
      if (request?.uri !== undefined && request.method.startsWith('textDocument/semanticTokens/') && isRecord(result)) {
        return {
          ...message,
          result: { data: convertTokens(result.data as number[], request.uri, convert) },
        } as Message;
      }
      return { ...message, result: convertPositions(result, request?.uri, convert) } as Message;
    }
    if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
    return { ...message, params: convertPositions(message.params, undefined, convert) } as Message;
  }
}

/** Whether the client names UTF-8 before UTF-16, or alone. One that names nothing counts in UTF-16. */
function prefersUtf8(params: unknown): boolean {
  const capabilities = isRecord(params) ? params.capabilities : undefined;
  const general = isRecord(capabilities) ? capabilities.general : undefined;
  const offered: unknown = isRecord(general) ? general.positionEncodings : undefined;
  if (!Array.isArray(offered)) return false;
  return offered.find((encoding) => encoding === 'utf-8' || encoding === 'utf-16') === 'utf-8';
}

/** Differences between tokens are of the numbers that the server counts in: such a client gets all tokens each time. */
function inUtf8(result: unknown): unknown {
  if (!isRecord(result) || !isRecord(result.capabilities)) return result;
  const { semanticTokensProvider: tokens } = result.capabilities;
  const semanticTokensProvider = isRecord(tokens) ? { ...tokens, full: true } : tokens;
  return { ...result, capabilities: { ...result.capabilities, semanticTokensProvider, positionEncoding: 'utf-8' } };
}

function lineOf(text: TextDocument | undefined, line: number): string {
  return text?.getText({ start: { line, character: 0 }, end: { line, character: Number.MAX_SAFE_INTEGER } }) ?? '';
}
