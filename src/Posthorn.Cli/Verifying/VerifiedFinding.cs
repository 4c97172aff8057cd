namespace Posthorn.Cli.Verifying;

/// <summary>One reason.</summary>
internal sealed record VerifiedFinding(string Code, string Message, bool Proven, string? Evidence, string? Advice, string? Secret);
