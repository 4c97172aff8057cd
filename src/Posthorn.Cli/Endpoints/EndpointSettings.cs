using System.CommandLine;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Json;

namespace Posthorn.Cli.Endpoints;

/// <summary>The options that say how an endpoint is treated, for a new one and for one that changes.</summary>
internal sealed class EndpointSettings
{
    private readonly Option<string[]> _types;
    private readonly Option<string?> _schedule;
    private readonly Option<string?> _timeout;
    private readonly Option<string?> _concurrency;
    private readonly Option<string?> _rate;

    private EndpointSettings(Func<string, string> otherwise)
    {
        _types = new("--event-type")
        {
            Description = $"An event type that it wants, or several with commas. {otherwise("every type that the profile can express")}",
            HelpName = "type",
        };
        _schedule = new("--schedule")
        {
            Description = $"once, sully, standard, persistent, or waits in seconds such as 5,60,600. {otherwise("the profile's own")}",
            HelpName = "schedule",
        };
        _timeout = Numbers.Option(
            "--timeout-seconds", $"How long one attempt may take in all, 1 to 60. {otherwise("the profile's own")}", whole: true);
        _concurrency = Numbers.Option(
            "--max-concurrency", $"How many attempts may be on their way at once, 1 to 200. {otherwise("32")}", whole: true);
        _rate = Numbers.Option(
            "--rate-per-second", $"How many attempts may begin in a second. {otherwise("no limit")}", whole: false);
    }

    public Symbol[] Symbols => [_types, _schedule, _timeout, _concurrency, _rate];

    public static EndpointSettings OfNew() => new(otherwise => $"Default: {otherwise}.");

    public static EndpointSettings OfChanged() => new(otherwise => $"'default' puts it back: {otherwise}.");

    public CreateEndpoint Fill(ParseResult parsed, CreateEndpoint request) => request with
    {
        EventTypes = Types(parsed),
        Schedule = Schedule(parsed),
        TimeoutSeconds = (int?)Numbers.Value(parsed.GetValue(_timeout)),
        MaxConcurrency = (int?)Numbers.Value(parsed.GetValue(_concurrency)),
        RatePerSecond = Numbers.Value(parsed.GetValue(_rate)),
    };

    public UpdateEndpoint Fill(ParseResult parsed, UpdateEndpoint request) => request with
    {
        EventTypes = Changed<IReadOnlyList<string>?>(parsed, _types, Types(parsed)),
        Schedule = Changed(parsed, _schedule, Schedule(parsed)),
        TimeoutSeconds = Changed(parsed, _timeout, (int?)Numbers.Value(parsed.GetValue(_timeout))),
        MaxConcurrency = Changed(parsed, _concurrency, (int?)Numbers.Value(parsed.GetValue(_concurrency))),
        RatePerSecond = Changed(parsed, _rate, Numbers.Value(parsed.GetValue(_rate))),
    };

    private static Change<T> Changed<T>(ParseResult parsed, Option option, T value) =>
        parsed.GetResult(option) is null ? default : new Change<T>(value);

    private List<string>? Types(ParseResult parsed)
    {
        var types = (parsed.GetValue(_types) ?? []).SelectMany(type => type.Split(',', StringSplitOptions.TrimEntries)).ToList();
        return types is [] or [Numbers.Default] ? null : types;
    }

    private Schedule? Schedule(ParseResult parsed) =>
        parsed.GetValue(_schedule) is { } text && text != Numbers.Default ? Schedules.Parse(text) : null;
}
