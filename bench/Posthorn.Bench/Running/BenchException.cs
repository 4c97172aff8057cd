namespace Posthorn.Bench.Running;

/// <summary>The run cannot go on: a process did not start, did not answer, or answered what no measurement can stand on.</summary>
internal sealed class BenchException(string message) : Exception(message);
