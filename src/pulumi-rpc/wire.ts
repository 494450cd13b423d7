/** A message as gRPC sends it: a byte that says whether it is compressed, its length in four, and itself. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(PREFIX + message.length);
  framed.writeUInt8(PLAIN, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, PREFIX);
  return framed;
}

/** The one message of a body. @throws {Error} when it holds anything else */
export function unframe(body: Buffer): Buffer {
  if (body.length < PREFIX || body.readUInt32BE(1) !== body.length - PREFIX) {
    throw new Error(`a body of ${body.length} bytes is not one gRPC message`);
  }
  if (body[0] !== PLAIN) throw new Error("compressed messages are not read");
  return body.subarray(PREFIX);
}

const PREFIX = 5;
const PLAIN = 0;

/** Text as gRPC wants it in a header. */
export function headerText(text: string): string {
  return text.toWellFormed().replace(/[^ -$&-~]/gu, encodeURIComponent);
}

export const CONTENT_TYPE = "application/grpc+proto";
