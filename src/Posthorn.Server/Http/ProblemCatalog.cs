using System.Collections.Frozen;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>The status and the one-line title of each code.</summary>
internal static class ProblemCatalog
{
    private static readonly FrozenDictionary<string, (int Status, string Title)> Entries = new Dictionary<string, (int Status, string Title)>
    {
        [ProblemCodes.InvalidJson] = (400, "The body is not one JSON document."),
        [ProblemCodes.DuplicateProperty] = (400, "An object has the same member twice."),
        [ProblemCodes.TooDeep] = (400, "The body is nested too deeply."),
        [ProblemCodes.InvalidUnicode] = (400, "The body holds text that is not valid Unicode."),
        [ProblemCodes.UnknownMember] = (400, "The body has a member that this call does not know."),
        [ProblemCodes.Required] = (400, "A member is missing."),
        [ProblemCodes.InvalidValue] = (400, "A member is not what it must be."),
        [ProblemCodes.InvalidTime] = (400, "A time is not one that this call takes."),
        [ProblemCodes.InvalidParameter] = (400, "A query parameter is not what it must be."),
        [ProblemCodes.InvalidCursor] = (400, "The cursor does not belong to this call."),
        [ProblemCodes.InvalidIdempotencyKey] = (400, "The idempotency key is not 1 to 255 visible ASCII characters."),
        [ProblemCodes.BatchTooLarge] = (400, "The batch holds more than 1,000 events."),
        [ProblemCodes.MalformedRequest] = (400, "The request is not sound HTTP."),
        [ProblemCodes.Unauthorized] = (401, "A valid key is needed."),
        [ProblemCodes.Forbidden] = (403, "The key's scope does not reach this call."),
        [ProblemCodes.SelfServiceOff] = (403, "The partner may not change its endpoints by itself."),
        [ProblemCodes.NotFound] = (404, "There is no such thing here."),
        [ProblemCodes.MethodNotAllowed] = (405, "The path does not take this method."),
        [ProblemCodes.RequestTimeout] = (408, "The request arrived too slowly."),
        [ProblemCodes.IdTaken] = (409, "The id is taken."),
        [ProblemCodes.EndpointGone] = (409, "The endpoint was deleted."),
        [ProblemCodes.EndpointDisabled] = (409, "The endpoint is disabled."),
        [ProblemCodes.ReplayEnded] = (409, "The replay has ended already."),
        [ProblemCodes.PayloadTooLarge] = (413, "The payload is too large."),
        [ProblemCodes.UnsupportedMediaType] = (415, "The body must be plain application/json in UTF-8."),
        [ProblemCodes.InvalidEventType] = (422, "The event type is not 1 to 128 of a-z A-Z 0-9 . _"),
        [ProblemCodes.IdempotencyKeyReuse] = (422, "The idempotency key was used before for other content."),
        [ProblemCodes.Internal] = (500, "Something broke that is ours to repair."),
        [ProblemCodes.StoreUnavailable] = (503, "The store cannot make a change durable at this moment."),
        [ProblemCodes.Unavailable] = (503, "The server does not take requests at this moment."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Entries.Keys;

    /// <summary>The rules for what is configured all refuse with the same status; their codes say which rule it was.</summary>
    public static (int Status, string Title) Of(string code) =>
        Entries.TryGetValue(code, out var entry) ? entry : (422, "What was sent breaks a rule.");
}
