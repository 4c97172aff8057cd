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

    /// <summary>The partner's id is not 1 to 64 of letters, digits, _ and -. Leave it out to be given one.</summary>
    public const string IdInvalid = "id_invalid";

    /// <summary>The partner's name is empty, longer than 200 characters, or holds control characters. Shorten or clean it.</summary>
    public const string NameInvalid = "name_invalid";

    /// <summary>An endpoint of the partner that gets this event has a format that cannot express its data. See the pointer for the member and what is expected there.</summary>
    public const string DataInvalid = "data_invalid";

    /// <summary>The URL is not https (or http inside a range that the operator opened). Use https.</summary>
    public const string UrlScheme = "url_scheme";

    /// <summary>The URL holds a user name or password. Put credentials into a header of the endpoint.</summary>
    public const string UrlUserinfo = "url_userinfo";

    /// <summary>The URL's port is not open to endpoints. Use 443, or ask the operator to open the range.</summary>
    public const string UrlPort = "url_port";

    /// <summary>The URL's host is not a name that can be public. Use the full name of the host.</summary>
    public const string UrlHost = "url_host";

    /// <summary>The URL names an address instead of a host. Use a host name, or ask the operator to open the range.</summary>
    public const string UrlIpLiteral = "url_ip_literal";

    /// <summary>The URL holds characters that a URL cannot. Percent-encode them.</summary>
    public const string UrlCharacters = "url_characters";

    /// <summary>The URL has a fragment, which is never sent. Remove it.</summary>
    public const string UrlFragment = "url_fragment";

    /// <summary>The URL is longer than can be kept. Shorten it.</summary>
    public const string UrlLength = "url_length";

    /// <summary>There is no profile of this name. Use suki, sully or standard.</summary>
    public const string ProfileUnknown = "profile_unknown";

    /// <summary>An endpoint's profile cannot be changed. Make another endpoint.</summary>
    public const string ProfileFixed = "profile_fixed";

    /// <summary>The list of event types is empty or longer than 100. Leave it out for every type that the profile can express.</summary>
    public const string EventTypesCount = "event_types_count";

    /// <summary>The profile has no body for one of the event types. Use an endpoint of another profile for it.</summary>
    public const string EventTypeInexpressible = "event_type_inexpressible";

    /// <summary>The schedule is neither a preset's name nor a list of waits that can be kept to. See the message for its limits.</summary>
    public const string ScheduleInvalid = "schedule_invalid";

    /// <summary>The time limit is not a whole number of seconds from 1 to 60. Choose one that is.</summary>
    public const string TimeoutRange = "timeout_range";

    /// <summary>The number of attempts at once is not from 1 to 200. Choose one that is.</summary>
    public const string ConcurrencyRange = "concurrency_range";

    /// <summary>The rate is not above 0 and at most 10,000 a second. Choose one that is, or leave it out for no limit.</summary>
    public const string RateRange = "rate_range";

    /// <summary>The secret is too weak, too long, or not written as the profile's secrets are. Leave it out to be given one.</summary>
    public const string SecretInvalid = "secret_invalid";

    /// <summary>The overlap of secrets is not from 0 to 168 hours. Choose one that is.</summary>
    public const string OverlapRange = "overlap_range";

    /// <summary>There are more than 20 headers. Give fewer.</summary>
    public const string HeaderCount = "header_count";

    /// <summary>A header's name or value cannot be sent as it is. Use visible ASCII.</summary>
    public const string HeaderInvalid = "header_invalid";

    /// <summary>A header is one that Posthorn or the profile writes itself. Leave it out.</summary>
    public const string HeaderReserved = "header_reserved";

    /// <summary>A header is given twice, perhaps in other case. Give it once.</summary>
    public const string HeaderDuplicate = "header_duplicate";

    /// <summary>The endpoint's stored headers cannot be opened any more. Give them again, or none as an empty object.</summary>
    public const string HeadersLost = "headers_lost";

    /// <summary>The partner has an endpoint of this URL and profile. Change that one, or delete it first.</summary>
    public const string EndpointExists = "endpoint_exists";

    /// <summary>The partner has an active endpoint of the suki profile, and that vendor notifies one URL. Disable the other, or say <c>allow_second_suki</c>.</summary>
    public const string SukiEndpointExists = "suki_endpoint_exists";

    /// <summary>The endpoint's stored secret or headers cannot be opened. Rotate the secret and set the headers anew first.</summary>
    public const string EndpointUnreadable = "endpoint_unreadable";

    /// <summary>The partner has as many endpoints as it may. Delete one first.</summary>
    public const string EndpointQuota = "endpoint_quota";

    /// <summary>As many older secrets are signing as can be. Wait until one expires, or rotate without overlap.</summary>
    public const string SecretQuota = "secret_quota";

    /// <summary>Something broke that is ours to repair; it is in the log. Try again later with the same idempotency key.</summary>
    public const string Internal = "internal";

    /// <summary>The store cannot make a change durable at this moment, and nothing was stored. Try again after <c>Retry-After</c>.</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>The server holds as many bodies, or as many waiting readers, as it can at once. Try again after <c>Retry-After</c>.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The session's id is not 1 to 128 of letters, digits and <c>- _ . : ~</c>. Choose another.</summary>
    public const string SessionIdInvalid = "session_id_invalid";

    /// <summary>There is a session of this id with another kind or another encounter. Choose another id, or say the same as before.</summary>
    public const string SessionExists = "session_exists";

    /// <summary>The session is in a state from which it does not move there, or has ended in another way. Read it to see in which.</summary>
    public const string TransitionIllegal = "transition_illegal";
}
