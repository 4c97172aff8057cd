using System.Net.Sockets;
using Posthorn.Delivery.Sending;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Posthorn.Gateway.Forwarding;

/// <summary>What an exception of the broker's client says about the attempt. Its text stays behind: it may quote names and more.</summary>
internal static class BrokerFailure
{
    public const string Unroutable = "broker_unroutable";
    public const string NotConfirmed = "broker_not_confirmed";
    public const string AccessRefused = "broker_access_refused";
    public const string ExchangeMissing = "broker_exchange_missing";
    public const string Closed = "broker_closed";

    /// <param name="sent">Whether the message may have left.</param>
    public static AttemptOutcome Of(Exception exception, bool sent)
    {
        foreach (var cause in CausesOf(exception))
        {
            if (Judge(cause, sent) is { } outcome)
            {
                return outcome;
            }
        }

        return new AttemptOutcome.Unreachable(Closed, Ambiguous: sent);
    }

    private static AttemptOutcome? Judge(Exception cause, bool sent) => cause switch
    {
        // No queue is bound for this one message; the broker and the destination are well, and others need not wait.
        PublishException { IsReturn: true } => new AttemptOutcome.Waiting(Unroutable),
        PublishException => new AttemptOutcome.HandlerFailed(NotConfirmed),
        DialFailedException dial => dial.Outcome,
        AuthenticationFailureException or PossibleAuthenticationFailureException => new AttemptOutcome.HandlerFailed(AccessRefused),
        OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotFound } => new AttemptOutcome.HandlerFailed(ExchangeMissing),
        OperationInterruptedException { ShutdownReason.ReplyCode: Constants.AccessRefused or Constants.NotAllowed } =>
            new AttemptOutcome.HandlerFailed(AccessRefused),
        SocketException socket when !sent => new AttemptOutcome.Unreachable(ReasonOf(socket), Ambiguous: false),
        _ => null,
    };

    private static string ReasonOf(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => FailureReasons.ConnectRefused,
        SocketError.HostNotFound or SocketError.NoData => FailureReasons.DnsNotFound,
        SocketError.TryAgain => FailureReasons.DnsFailed,
        SocketError.TimedOut => FailureReasons.ConnectTimeout,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => FailureReasons.ConnectUnreachable,
        _ => FailureReasons.ConnectFailed,
    };

    private static IEnumerable<Exception> CausesOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
