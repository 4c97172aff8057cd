namespace Posthorn.Receiver.Links;

/// <summary>A call to a vendor that brought no result. Its message holds codes alone: no address, no header, nothing of an answer.</summary>
/// <remarks>
/// <para>The codes: <c>answered_NNN</c> for the vendor's own refusal; <c>login_answered_NNN</c> and <c>login_unreadable</c> where it was the login's.</para>
/// <para>Refused before anything was sent: <c>foreign_origin</c>, <c>address_invalid</c>, <c>method_not_supported</c>, <c>header_invalid</c>.</para>
/// <para>Not reached, or not in time: <c>timeout</c>, <c>destination_not_allowed</c>, and the codes of connecting, such as <c>connect_refused</c>.</para>
/// <para>Not understood: <c>answer_too_large</c>, <c>answer_not_json</c>, <c>protocol_error</c>.</para>
/// </remarks>
public sealed class VendorCallException : Exception
{
    /// <summary>Says why a call failed.</summary>
    /// <param name="code">The code.</param>
    /// <param name="status">The HTTP status, where there was an answer.</param>
    /// <param name="retryAfter">How long the vendor asked to be left alone.</param>
    public VendorCallException(string code, int? status = null, TimeSpan? retryAfter = null)
        : base($"The call to the vendor failed: {code}.") => (Code, Status, RetryAfter) = (code, status, retryAfter);

    /// <summary>Why, as a short code that may be logged and counted.</summary>
    public string Code { get; }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? Status { get; }

    /// <summary>How long the vendor asked to be left alone, at most seven days.</summary>
    public TimeSpan? RetryAfter { get; }
}
