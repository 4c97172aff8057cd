namespace Posthorn.Cli.Demo;

/// <summary>How the demo ended.</summary>
internal sealed record DemoResult(bool Held, double Seconds, int Events, int Requests, IReadOnlyList<Expectation> Expectations);
