using System.Globalization;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>A signature holds for as long as the tolerance says, both ways.</summary>
internal static class TimeChecks
{
    private const string Why = "Without it, whoever has overheard one notification can send it again next year.";
    private const string Fix = "Refuse when the time of signing lies more than 300 s from now, in either direction, and keep the machine's clock right.";

    /// <summary>How far from the limit: clocks differ, and a request takes its time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Check> Rows { get; } =
    [
        Stale("time-expired", "Refuses what was signed too long ago", run => -(run.Options.Tolerance + Margin)),
        Stale("time-future", "Refuses what was signed in the future", run => run.Options.Tolerance + Margin),
        Fresh("time-within-past", "Accepts what was signed a while ago", run => -(run.Options.Tolerance - Margin)),
        Fresh("time-within-future", "Accepts what a clock that is a little ahead has signed", run => run.Options.Tolerance - Margin),
        new("time-in-seconds", CheckLevel.Should, "Refuses seconds where milliseconds are expected")
        {
            Contract = static profile => profile.Name == "suki" ? Contracts.Fresh(profile) : null,
            Why = "Seconds read as milliseconds lie in January 1970: a receiver that takes them does not look at the time at all.",
            Fix = Fix,
            Ask = static run =>
            {
                var misread = DateTimeOffset.FromUnixTimeMilliseconds(run.Now.ToUnixTimeSeconds());
                return run.RefusesAsync("A notification that was signed with the time in seconds", run.Sign(run.NewEvent(), misread - run.Now));
            },
        },
    ];

    private static Check Stale(string id, string title, Func<CheckRun, TimeSpan> shift) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.Fresh,
        Why = Why,
        Fix = Fix,
        Ask = run => run.RefusesAsync($"A notification that is otherwise valid, signed {Words(shift(run))}", run.Sign(run.NewEvent(), shift(run))),
    };

    private static Check Fresh(string id, string title, Func<CheckRun, TimeSpan> shift) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.Fresh,
        Why = "Notifications wait in queues and clocks differ: a tolerance that is too narrow loses those that are late by seconds.",
        Fix = "Accept up to 300 s in either direction, and keep the machine's clock right.",
        Ask = run => run.AcceptsAsync($"A valid notification, signed {Words(shift(run))}", run.Sign(run.NewEvent(), shift(run))),
    };

    private static string Words(TimeSpan shift) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Abs(shift.TotalSeconds):0} s {(shift < TimeSpan.Zero ? "ago" : "in the future")}");
}
