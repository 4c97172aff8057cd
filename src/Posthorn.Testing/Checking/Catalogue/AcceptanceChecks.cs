using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What is right must come in.</summary>
internal static class AcceptanceChecks
{
    public const string Baseline = "valid-accepted";

    private const string Why = "What is refused although it is right comes again until the vendor gives up, or never.";

    public static IEnumerable<Check> Rows(Profile profile) =>
    [
        new(Baseline, CheckLevel.Must, "Accepts a valid notification")
        {
            Contract = Contracts.Acknowledged,
            Why = Why,
            Fix = "Compare the secret with the vendor's, letter by letter, and verify the raw bytes; posthorn verify --explain says why a request is refused.",
            IsAlwaysAsked = true,
            Ask = static run => run.AcceptsAsync("A valid notification", run.Sign(run.NewEvent())),
        },
        .. SampleEvents.Of(profile).Select(static sample => sample.Type).Select(type => new Check($"event-{type}", CheckLevel.Must, $"Accepts {type}")
        {
            Contract = profile.Name == "suki" && IsUndocumented(type) ? Contracts.Evolving : Contracts.Acknowledged,
            Why = Why,
            Fix = profile.Name == "suki" && IsUndocumented(type)
                ? "Answer 2xx to any status, keep the session's id, and ask the vendor's status call what became of it."
                : "Answer 2xx to every type that the vendor sends, also to those that you do nothing about.",
            Ask = run => run.AcceptsAsync($"A valid {type}", run.Sign(run.NewEvent(type))),
        }),
    ];

    private static bool IsUndocumented(string type) => type is EventTypes.SessionTimedOut or EventTypes.SessionCancelled;
}
