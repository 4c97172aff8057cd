using System.Text.Json.Nodes;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The vendor goes on: types, words and members that nobody knew when the receiver was written.</summary>
internal static class ChangeChecks
{
    private const string Why = "The vendor adds some without asking. What is refused is sent again until it is given up, and then lost.";
    private const string Fix = "Verify, keep what came, answer 2xx, and do nothing about what you do not know.";

    public static IReadOnlyList<Check> Rows { get; } =
    [
        new("unknown-type", CheckLevel.Must, "Accepts a type that it does not know")
        {
            Contract = static profile => profile.Name == "suki" ? null : Contracts.Evolving(profile),
            Why = Why,
            Fix = Fix,
            Ask = static run => SendAsync(run, "of a type that does not exist yet", static root => root["type"] = "visit_summary.reviewed"),
        },
        new("unknown-status", CheckLevel.Must, "Accepts a status that it does not know")
        {
            Contract = static profile => profile == Profile.Suki ? Contracts.Evolving(profile) : Contracts.OpenBody(profile),
            Why = Why,
            Fix = "Answer 2xx to any status, keep it, and ask the vendor's status call what became of the session.",
            Ask = static run => SendAsync(run, "with a status that no document names", static root => Member(root, "status")["status"] = "archived"),
        },
        new("status-missing", CheckLevel.Should, "Accepts a notification without a status")
        {
            Contract = static profile => profile.Name == "suki" ? Contracts.Evolving(profile) : null,
            Why = Why,
            Fix = Fix,
            Ask = static run => SendAsync(run, "without a status", static root => root.Remove("status")),
        },
        new("unknown-field", CheckLevel.Must, "Accepts members that it does not know")
        {
            Contract = Contracts.OpenBody,
            Why = Why,
            Fix = Fix,
            Ask = static run => SendAsync(run, "with a member that no document names, at the top and in its data", static root =>
            {
                root["schema_revision"] = 7;
                Member(root, "status")["reviewed_by"] = new JsonObject { ["name"] = "SYNTHETIC" };
            }),
        },
        new("null-field", CheckLevel.Must, "Accepts null where a member is optional")
        {
            Contract = Contracts.OpenBody,
            Why = Why,
            Fix = Fix,
            Ask = static run => SendAsync(run, "whose optional members are null", static root => Optional(root, static (parent, name) => parent[name] = null)),
        },
        new("absent-field", CheckLevel.Must, "Accepts the absence of optional members")
        {
            Contract = Contracts.OpenBody,
            Why = Why,
            Fix = Fix,
            Ask = static run => SendAsync(run, "without its optional members", static root => Optional(root, static (parent, name) => parent.Remove(name))),
        },
        new("reordered-keys", CheckLevel.Must, "Accepts members in another order")
        {
            Contract = Contracts.OpenBody,
            Why = "The members of a JSON object have no order.",
            Fix = "Read members by their names.",
            Ask = static run =>
            {
                var sample = run.NewEvent();
                return run.AcceptsAsync("A valid notification with its members in the opposite order", run.Sign(sample with { Body = JsonChanges.Reordered(sample.Body) }));
            },
        },
    ];

    private static Task<Verdict> SendAsync(CheckRun run, string how, Action<JsonObject> change)
    {
        var sample = run.NewEvent();
        return run.AcceptsAsync($"A valid notification {how}", run.Sign(sample with { Body = JsonChanges.Change(sample.Body, change) }));
    }

    /// <summary>The object that has a member: the root, or its data.</summary>
    private static JsonObject Member(JsonObject root, string name) => root.ContainsKey(name) || root["data"] is not JsonObject data ? root : data;

    private static void Optional(JsonObject root, Action<JsonObject, string> change)
    {
        var parent = Member(root, "status");
        foreach (var name in new[] { "sessions", "additional_info", "_links", "links", "status" })
        {
            if (parent.ContainsKey(name) && !(name == "status" && parent == root))
            {
                change(parent, name);
            }
        }
    }
}
