namespace Posthorn.Protocol.Inquiries;

/// <summary>A timestamp as text, as it may have been signed.</summary>
internal sealed record ReceivedTime(string Text, Cause? Cause);
