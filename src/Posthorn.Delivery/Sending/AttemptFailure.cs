using System.Net.Sockets;
using System.Security.Authentication;

namespace Posthorn.Delivery.Sending;

/// <summary>What an exception of the HTTP handler says about the attempt. Its text stays behind: it may quote the endpoint.</summary>
internal static class AttemptFailure
{
    private static readonly string[] OtherProtocolWords =
        ["protocol version", "unsupported protocol", "wrong version number", "corrupted frame", "wrong ssl version", "unknown protocol"];

    public static AttemptOutcome Of(Exception exception, OutgoingContent content)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DialFailedException dial)
            {
                return dial.Outcome;
            }
        }

        // The handler's own limit on connecting, which also covers the TLS handshake.
        if (exception is OperationCanceledException)
        {
            return content.MayHaveLeft ? new AttemptOutcome.Unreachable(FailureReasons.Failed, Ambiguous: true)
                : content.Phase == SendPhases.Tls ? new AttemptOutcome.TimedOut(SendPhases.Tls, Ambiguous: false)
                : new AttemptOutcome.Unreachable(FailureReasons.ConnectTimeout, Ambiguous: false);
        }

        return new AttemptOutcome.Unreachable(ReasonOf(exception), content.MayHaveLeft);
    }

    /// <summary>The stable code of it, for whoever keeps no attempts.</summary>
    public static string CodeOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DialFailedException dial)
            {
                return dial.Outcome.Code;
            }
        }

        return exception is OperationCanceledException ? FailureReasons.ConnectTimeout : ReasonOf(exception);
    }

    private static string ReasonOf(Exception exception)
    {
        var error = exception switch
        {
            HttpRequestException http => http.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        var socket = Cause<SocketException>(exception);

        return error switch
        {
            _ when socket?.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted => FailureReasons.Reset,
            HttpRequestError.SecureConnectionError => TlsReason(exception),
            HttpRequestError.ResponseEnded => FailureReasons.Closed,
            HttpRequestError.ConfigurationLimitExceeded => FailureReasons.AnswerHeadTooLarge,
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError
                => FailureReasons.ProtocolError,
            _ => FailureReasons.Failed,
        };
    }

    // The platform tells a version mismatch, or no TLS at all, from other failures only in words: its own and those of OpenSSL.
    private static string TlsReason(Exception exception)
    {
        for (Exception? cause = Cause<AuthenticationException>(exception); cause is not null; cause = cause.InnerException)
        {
            if (OtherProtocolWords.Any(words => cause.Message.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                return FailureReasons.TlsProtocol;
            }
        }

        return FailureReasons.TlsFailed;
    }

    private static T? Cause<T>(Exception exception)
        where T : Exception
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
