namespace Posthorn.Api.Problems;

/// <summary>The stable names of everything that a call can be refused for. Names are added, never changed or used again.</summary>
/// <remarks>Each line says what it means, and what to do. <c>docs/errors.md</c> has the same as a table.</remarks>
public static class ProblemCodes
{
    /// <summary>The body is not one JSON document in UTF-8 without a byte order mark. Send strict JSON.</summary>
    public const string InvalidJson = "invalid_json";

    /// <summary>An object has the same member twice, and readers differ on which one counts. Send each once.</summary>
    public const string DuplicateProperty = "duplicate_property";

    /// <summary>The body is nested deeper than 64 levels. Flatten it.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>A string holds half of a surrogate pair or bytes that are not UTF-8. Repair the text at its source.</summary>
    public const string InvalidUnicode = "invalid_unicode";

    /// <summary>The body has a member that this call does not know. Remove it, or see the API description for its name.</summary>
    public const string UnknownMember = "unknown_member";

    /// <summary>A member that must be there is missing. Add it.</summary>
    public const string Required = "required";

    /// <summary>A member is not of the type or form it must be. See its message for what it must be.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A time is not RFC 3339 with an offset, or lies outside of what the call takes. Send it as 2026-11-20T09:30:00Z.</summary>
    public const string InvalidTime = "invalid_time";

    /// <summary>A query parameter is unknown, given twice, or outside its range. See the detail for which and why.</summary>
    public const string InvalidParameter = "invalid_parameter";

    /// <summary>The cursor was not made by this call for this partner. Begin without one.</summary>
    public const string InvalidCursor = "invalid_cursor";

    /// <summary>The idempotency key is empty, longer than 255, or not visible ASCII. Use an id such as a UUID.</summary>
    public const string InvalidIdempotencyKey = "invalid_idempotency_key";

    /// <summary>The batch holds more than 1,000 events. Send several.</summary>
    public const string BatchTooLarge = "batch_too_large";

    /// <summary>The request broke HTTP's own rules, or ended before its body did. Send it again, whole.</summary>
    public const string MalformedRequest = "malformed_request";

    /// <summary>There is no key in <c>Authorization: Bearer</c>, or it opens nothing. Check the key; it may have been revoked.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The key is good, but its scope does not reach this call. Use a key of another scope.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The partner may not change its endpoints by itself. Ask the operator for the change, or for self service.</summary>
    public const string SelfServiceOff = "self_service_off";

    /// <summary>There is no such thing, or it belongs to somebody else. Check the id and whose key it is.</summary>
    public const string NotFound = "not_found";

    /// <summary>The path exists, but not with this method. See the answer's <c>Allow</c> header.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The request arrived too slowly. Send it again.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>A partner with this id exists already. Use it, or choose another id.</summary>
    public const string IdTaken = "id_taken";

    /// <summary>The delivery's endpoint was deleted, so that there is nowhere to send to. Make a new endpoint and replay <c>missed</c>.</summary>
    public const string EndpointGone = "endpoint_gone";

    /// <summary>The endpoint is disabled, so that nothing would be sent. Enable it first.</summary>
    public const string EndpointDisabled = "endpoint_disabled";

    /// <summary>The replay has ended already, so that there is nothing to cancel.</summary>
    public const string ReplayEnded = "replay_ended";

    /// <summary>The body or its data is larger than the server takes. Send ids and links rather than content, or ask for a greater limit.</summary>
    public const string PayloadTooLarge = "payload_too_large";

    /// <summary>The body is not <c>application/json</c> in UTF-8, or it is compressed. Send it plain, and say so.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The event type is not 1 to 128 of a–z A–Z 0–9 . _ without empty parts. Use a name such as session.completed.</summary>
    public const string InvalidEventType = "invalid_event_type";

    /// <summary>The idempotency key was used before for other content. Use a new key for a new event.</summary>
    public const string IdempotencyKeyReuse = "idempotency_key_reuse";

    /// <summary>Something broke that is ours to repair; it is in the log. Try again later with the same idempotency key.</summary>
    public const string Internal = "internal";

    /// <summary>The store cannot make a change durable at this moment, and nothing was stored. Try again after <c>Retry-After</c>.</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>The server is shutting down or takes all it can already. Try again after <c>Retry-After</c>.</summary>
    public const string Unavailable = "unavailable";
}
