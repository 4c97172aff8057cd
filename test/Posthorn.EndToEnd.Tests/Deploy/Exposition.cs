using Posthorn.Cli.Calling;
using Posthorn.Cli.Demo;
using Posthorn.EndToEnd.Tests.Demo;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>What a server tells at <c>/metrics</c>, in Prometheus's text format.</summary>
internal sealed class Exposition
{
    private readonly string[] _lines;

    public Exposition(string text)
    {
        _lines = text.Split('\n');
        Kinds = _lines.Select(line => line.Split(' ')).Where(words => words is ["#", "TYPE", _, _]).ToDictionary(words => words[2], words => words[3], StringComparer.Ordinal);
    }

    /// <summary>Each metric, and whether it is a counter, a gauge or a histogram.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; }

    /// <summary>Asks a server of its own, started for that.</summary>
    public static async Task<Exposition> ReadAsync(CancellationToken cancellationToken)
    {
        await using var server = new RestartableServer(BuiltProgram.Command, TimeProvider.System);
        var process = await server.StartAsync(cancellationToken);
        using var http = ServerAddress.Connect(process.Address, "no key is asked for");

        return new(await http.GetStringAsync(new Uri(process.Address, "metrics"), cancellationToken));
    }

    /// <summary>The kind of what a question may name: a metric, or a part of a histogram. Null when there is none of that name.</summary>
    public string? KindOf(string name)
    {
        if (Kinds.TryGetValue(name, out var kind))
        {
            // A histogram has no value of its own.
            return kind == "histogram" ? null : kind;
        }

        return MetricOf(name) is { } whole && whole != name ? "counter" : null;
    }

    /// <summary>The metric that a name is, or is a part of; null when there is none.</summary>
    public string? MetricOf(string name)
        => Kinds.ContainsKey(name) ? name
        : new[] { "_bucket", "_sum", "_count" }
            .Where(part => name.EndsWith(part, StringComparison.Ordinal))
            .Select(part => name[..^part.Length])
            .FirstOrDefault(whole => Kinds.GetValueOrDefault(whole) == "histogram");

    /// <summary>The values that a label of a metric has.</summary>
    public IReadOnlySet<string> ValuesOf(string metric, string label)
        => _lines.Where(line => line.StartsWith($"{metric}{{{label}=\"", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).ToHashSet(StringComparer.Ordinal);
}
