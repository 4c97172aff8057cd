namespace Posthorn.Protocol.Json;

/// <summary>A property name of an object that is still open: where its text lies, in the document or among the unescaped ones.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="IsUnescaped">Whether it was written with escapes, so that its text lies in the ledger and not in the document.</param>
internal readonly record struct OpenName(int Start, int Length, bool IsUnescaped);
