namespace Posthorn.Cli.Signing;

internal sealed record SignedHeader(string Name, string Value);
