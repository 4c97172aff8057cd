using System.Collections.Frozen;
using Posthorn.Api.Problems;

namespace Posthorn.Cli.Printing;

/// <summary>What to do about each problem, where the server's own words do not say it.</summary>
internal static class Advice
{
    private static readonly FrozenDictionary<string, string> Entries = new Dictionary<string, string>
    {
        [ProblemCodes.InvalidJson] = "Check the data: it must be one JSON document, such as {\"session_id\":\"s-1\"}.",
        [ProblemCodes.DuplicateProperty] = "Send each member once.",
        [ProblemCodes.TooDeep] = "Flatten the data to at most 64 levels.",
        [ProblemCodes.InvalidUnicode] = "Repair the text at its source.",
        [ProblemCodes.UnknownMember] = "Remove the member, or see the API description for its name.",
        [ProblemCodes.InvalidTime] = "Write times as 2026-11-20T09:30:00Z.",
        [ProblemCodes.InvalidCursor] = "Begin without --after.",
        [ProblemCodes.InvalidIdempotencyKey] = "Use an id such as a UUID.",
        [ProblemCodes.BatchTooLarge] = "Send several batches.",
        [ProblemCodes.MalformedRequest] = "Something between here and the server changes requests. Try again without the proxy.",
        [ProblemCodes.Unauthorized] = "Check POSTHORN_KEY: it opens nothing here. It may have been revoked, or belong to another server.",
        [ProblemCodes.Forbidden] = "Use a key of another scope: `posthorn keys create` makes one.",
        [ProblemCodes.SelfServiceOff] = "Ask the operator for the change, or for self service.",
        [ProblemCodes.NotFound] = "Check the id, and whose key you use: what belongs to somebody else is not shown either.",
        [ProblemCodes.MethodNotAllowed] = "The server is of another version. Compare it with `posthorn version`.",
        [ProblemCodes.RequestTimeout] = "Send it again.",
        [ProblemCodes.IdTaken] = "Use what exists, or choose another id.",
        [ProblemCodes.EndpointGone] = "Make a new endpoint, then: posthorn endpoints replay --states missed",
        [ProblemCodes.EndpointDisabled] = "Enable it first: posthorn endpoints enable",
        [ProblemCodes.SessionIdInvalid] = "Use letters, digits and - _ . : ~ only, at most 128.",
        [ProblemCodes.SessionExists] = "Choose another id, or say the same kind and encounter as before.",
        [ProblemCodes.TransitionIllegal] = "Read the session to see where it is: it moves forward only.",
        [ProblemCodes.ReplayEnded] = "Nothing: there is nothing left to cancel.",
        [ProblemCodes.PayloadTooLarge] = "Send ids and links rather than content, or start the server with a greater --payload-limit.",
        [ProblemCodes.UnsupportedMediaType] = "Something between here and the server changes requests. Try again without the proxy.",
        [ProblemCodes.InvalidEventType] = "Use a name such as session.completed.",
        [ProblemCodes.IdempotencyKeyReuse] = "Use a new key for a new event.",
        [ProblemCodes.HeadersLost] = "Give them again: posthorn endpoints update --headers-file",
        [ProblemCodes.EndpointExists] = "Change the one that is there (posthorn endpoints list shows it), or delete it first.",
        [ProblemCodes.SukiEndpointExists] = "Disable the other one, or make the new one with --allow-second-suki.",
        [ProblemCodes.EndpointUnreadable] = "Give it a new secret (posthorn endpoints rotate), and its headers again (posthorn endpoints update --headers-file).",
        [ProblemCodes.EndpointQuota] = "Delete one first.",
        [ProblemCodes.SecretQuota] = "Wait until one of the older secrets expires, or rotate with --overlap-hours 0.",
        [ProblemCodes.Internal] = "Try again with the same --idempotency-key; the reason is in the server's log.",
        [ProblemCodes.StoreUnavailable] = "Try again; nothing was stored. If it stays so, look at the server's disk.",
        [ProblemCodes.Unavailable] = "Try again.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null where the problem names the rule, and the rule says what to do.</summary>
    public static string? For(string code) => Entries.GetValueOrDefault(code);
}
