namespace Posthorn.Protocol.Signing;

/// <summary>What a request held under the names that a scheme reads.</summary>
internal readonly record struct ReceivedHeaders(HeaderValue Signature, HeaderValue Timestamp, HeaderValue Id);
