using System.CommandLine;
using Posthorn.Api.Json;

namespace Posthorn.Cli.Calling;

/// <summary>Arguments and options that several commands have, so that they have them in the same words.</summary>
internal static class Parameters
{
    public static Argument<string> Partner() => new("partner") { Description = "The partner's id, ptn_…" };

    public static Argument<string> Endpoint() => new("endpoint") { Description = "The endpoint's id, ep_…" };

    public static Option<int?> Limit() =>
        Within(new("--limit") { Description = "At most this many, 1 to 1000. Default: 100.", HelpName = "n" }, 1, 1000);

    public static Option<int?> Wait() =>
        Within(new("--wait") { Description = "Waits so many seconds where there is nothing yet, 0 to 60. Default: 0.", HelpName = "seconds" }, 0, 60);

    public static Option<string?> After(string of) => new("--after")
    {
        Description = $"Goes on after this cursor, which the {of} before has shown.",
        HelpName = "cursor",
    };

    public static Option<DateTimeOffset?> Time(string name, string description)
    {
        var option = new Option<DateTimeOffset?>(name)
        {
            Description = description,
            HelpName = "time",
            CustomParser = result =>
            {
                if (Rfc3339.TryParse(result.Tokens[0].Value, out var time))
                {
                    return time;
                }

                result.AddError($"{name} must be a time such as 2026-11-20T09:30:00Z.");
                return null;
            },
        };
        return option;
    }

    public static Option<bool> NoWait(string description) => new("--no-wait") { Description = description };

    public static Option<int?> Within(Option<int?> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } value && (value < least || value > most))
            {
                result.AddError($"{option.Name} must be {least} to {most}.");
            }
        });
        return option;
    }
}
