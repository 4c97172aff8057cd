using Posthorn.Protocol.Signing;

namespace Posthorn.Cli.Signing;

/// <summary>What was typed.</summary>
internal sealed record SignWish(SigningScheme Scheme, DateTimeOffset At, string? MessageId, string? Curl);
