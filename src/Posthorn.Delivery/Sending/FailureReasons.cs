namespace Posthorn.Delivery.Sending;

/// <summary>The stable codes of attempts that got no answer. Stored and shown: a code is never renamed.</summary>
internal static class FailureReasons
{
    public const string DestinationNotAllowed = "destination_not_allowed";
    public const string HeaderInvalid = "header_invalid";
    public const string UrlInvalid = "url_invalid";

    public const string DnsNotFound = "dns_not_found";
    public const string DnsFailed = "dns_failed";
    public const string DnsTimeout = "dns_timeout";

    public const string ConnectRefused = "connect_refused";
    public const string ConnectTimeout = "connect_timeout";
    public const string ConnectUnreachable = "connect_unreachable";
    public const string ConnectFailed = "connect_failed";

    public const string TlsExpired = "tls_expired";
    public const string TlsNotYetValid = "tls_not_yet_valid";
    public const string TlsWrongHost = "tls_wrong_host";
    public const string TlsUnknownAuthority = "tls_unknown_authority";
    public const string TlsWeakCertificate = "tls_weak_certificate";
    public const string TlsProtocol = "tls_protocol";
    public const string TlsFailed = "tls_failed";

    public const string Reset = "reset";
    public const string Closed = "closed";
    public const string AnswerHeadTooLarge = "answer_head_too_large";
    public const string ProtocolError = "protocol_error";
    public const string Failed = "failed";

    public const string IntegrityFailed = "integrity_failed";

    public const string HandlerRetry = "handler_retry";
    public const string HandlerFailed = "handler_failed";
    public const string HandlerTimeout = "handler_timeout";
    public const string HandlerMissing = "handler_missing";
}
