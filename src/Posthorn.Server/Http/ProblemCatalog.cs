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
        [ProblemCodes.SessionExists] = (409, "There is another session of this id."),
        [ProblemCodes.TransitionIllegal] = (409, "The session does not move there from where it is."),
        [ProblemCodes.SessionIdInvalid] = (422, "The id is not one that a session can have."),
        [ProblemCodes.ReplayEnded] = (409, "The replay has ended already."),
        [ProblemCodes.PayloadTooLarge] = (413, "The payload is too large."),
        [ProblemCodes.UnsupportedMediaType] = (415, "The body must be plain application/json in UTF-8."),
        [ProblemCodes.InvalidEventType] = (422, "The event type is not 1 to 128 of a-z A-Z 0-9 . _"),
        [ProblemCodes.IdempotencyKeyReuse] = (422, "The idempotency key was used before for other content."),
        [ProblemCodes.IdInvalid] = (422, "The id is not one that a partner can have."),
        [ProblemCodes.NameInvalid] = (422, "The name is not one that a partner can have."),
        [ProblemCodes.DataInvalid] = (422, "An endpoint's format cannot express the event."),
        [ProblemCodes.UrlScheme] = (422, "The URL must be https."),
        [ProblemCodes.UrlUserinfo] = (422, "The URL must not hold a user name."),
        [ProblemCodes.UrlPort] = (422, "The URL's port is not open to endpoints."),
        [ProblemCodes.UrlHost] = (422, "The URL's host is not a name that can be public."),
        [ProblemCodes.UrlIpLiteral] = (422, "The URL must name a host, not an address."),
        [ProblemCodes.UrlCharacters] = (422, "The URL holds characters that it cannot."),
        [ProblemCodes.UrlFragment] = (422, "The URL must not have a fragment."),
        [ProblemCodes.UrlLength] = (422, "The URL is too long."),
        [ProblemCodes.ProfileUnknown] = (422, "There is no such profile."),
        [ProblemCodes.ProfileFixed] = (422, "The profile cannot be changed."),
        [ProblemCodes.EventTypesCount] = (422, "There are too few or too many event types."),
        [ProblemCodes.EventTypeInexpressible] = (422, "The profile has no body for an event type."),
        [ProblemCodes.ScheduleInvalid] = (422, "The schedule cannot be kept to."),
        [ProblemCodes.TimeoutRange] = (422, "The time limit is out of range."),
        [ProblemCodes.ConcurrencyRange] = (422, "The number of attempts at once is out of range."),
        [ProblemCodes.RateRange] = (422, "The rate is out of range."),
        [ProblemCodes.SecretInvalid] = (422, "The secret is not one that the profile takes."),
        [ProblemCodes.OverlapRange] = (422, "The overlap is out of range."),
        [ProblemCodes.HeaderCount] = (422, "There are too many headers."),
        [ProblemCodes.HeaderInvalid] = (422, "A header cannot be sent as it is."),
        [ProblemCodes.HeaderReserved] = (422, "A header is written by Posthorn itself."),
        [ProblemCodes.HeaderDuplicate] = (422, "A header is given twice."),
        [ProblemCodes.HeadersLost] = (422, "The stored headers cannot be opened."),
        [ProblemCodes.EndpointExists] = (409, "There is such an endpoint already."),
        [ProblemCodes.SukiEndpointExists] = (409, "There is an active suki endpoint already."),
        [ProblemCodes.EndpointUnreadable] = (409, "The stored endpoint cannot be opened."),
        [ProblemCodes.EndpointQuota] = (422, "The partner has as many endpoints as it may."),
        [ProblemCodes.SecretQuota] = (422, "As many secrets sign as can be."),
        [ProblemCodes.Internal] = (500, "Something broke that is ours to repair."),
        [ProblemCodes.StoreUnavailable] = (503, "The store cannot make a change durable at this moment."),
        [ProblemCodes.Unavailable] = (503, "The server does not take requests at this moment."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Entries.Keys;

    public static (int Status, string Title) Of(string code) => Entries[code];
}
