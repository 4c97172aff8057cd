using Posthorn.Protocol.Signing;

namespace Posthorn.Receiver.Sources;

/// <summary>A key and when it counts: from a moment on, until before another.</summary>
internal sealed record SourceKey(SigningKey Key, DateTimeOffset? From, DateTimeOffset? Until);
