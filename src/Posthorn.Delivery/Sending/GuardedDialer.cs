using System.Net;
using System.Net.Sockets;

namespace Posthorn.Delivery.Sending;

/// <summary>Resolves once, drops every address that is not allowed, and dials what it has checked: an answer that changes afterwards changes nothing.</summary>
internal sealed class GuardedDialer(EgressOptions options, INameResolver resolver, IConnector connector, TimeProvider clock)
{
    /// <summary>A host may name thousands of addresses; trying that many is a way to hold us up.</summary>
    internal const int MaxAddresses = 8;

    // How long one address holds up the next. A broken IPv6 route costs this, once a connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly EgressGuard _guard = new(options);

    // name -> addresses -> allowed ones -> connection
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var uri = context.InitialRequestMessage.RequestUri!;
        var destination = new Destination(context.DnsEndPoint.Host, context.DnsEndPoint.Port, uri.Scheme == Uri.UriSchemeHttps);
        var stream = await ConnectAsync(destination, cancellationToken);
        if (destination.Tls && context.InitialRequestMessage.Content is OutgoingContent content)
        {
            content.EnterTls();
        }

        return stream;
    }

    /// <summary>For whoever speaks over the connection itself; TLS, where it is asked for, is the caller's.</summary>
    /// <exception cref="DialFailedException">There is no connection, for the reason it holds.</exception>
    public async ValueTask<Stream> ConnectAsync(Destination destination, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        var resolved = await ResolveAsync(destination.Host, limit.Token);
        var allowed = InTurn(resolved.Where(address => _guard.MayDial(destination, address)).Select(AddressTable.Plain));
        if (allowed.Count == 0)
        {
            throw new DialFailedException(new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed));
        }

        return await DialAsync(allowed, destination.Port, started, limit.Token);
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken limit)
    {
        if (HostNames.IsLiteral(host, out var literal))
        {
            return [literal];
        }

        try
        {
            var resolved = await resolver.ResolveAsync(host, limit);
            return resolved.Length > 0 ? resolved : throw Failed(FailureReasons.DnsNotFound);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw Failed(FailureReasons.DnsTimeout);
        }
        catch (SocketException exception)
        {
            throw Failed(exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? FailureReasons.DnsNotFound : FailureReasons.DnsFailed);
        }
        catch (ArgumentException)
        {
            // The system's resolver refuses what cannot be a name (too long, for one) by an argument exception.
            throw Failed(FailureReasons.DnsNotFound);
        }
    }

    private async ValueTask<Stream> DialAsync(List<IPAddress> addresses, int port, long started, CancellationToken limit)
    {
        var reason = FailureReasons.ConnectFailed;
        for (var i = 0; i < addresses.Count && !limit.IsCancellationRequested; i++)
        {
            using var patience = new CancellationTokenSource(PatienceWith(addresses.Count - i, started), clock);
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(limit, patience.Token);
            try
            {
                return await connector.ConnectAsync(new IPEndPoint(addresses[i], port), turn.Token);
            }
            catch (OperationCanceledException) when (turn.IsCancellationRequested)
            {
                reason = FailureReasons.ConnectTimeout;
            }
            catch (SocketException exception)
            {
                reason = ReasonOf(exception.SocketErrorCode);
            }
        }

        throw Failed(limit.IsCancellationRequested ? FailureReasons.ConnectTimeout : reason);
    }

    // The last address has all the time that is left; the others an equal share of it, and not more than patience.
    private TimeSpan PatienceWith(int left, long started)
    {
        if (left == 1)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var share = (options.ConnectTimeout - clock.GetElapsedTime(started)) / left;
        return share < TimeSpan.Zero ? TimeSpan.Zero : share < Patience ? share : Patience;
    }

    // The resolver's order, families by turns: when one family is broken, the second try is already the other.
    private static List<IPAddress> InTurn(IEnumerable<IPAddress> addresses)
    {
        var distinct = addresses.Distinct().ToList();
        var first = distinct.Where(address => address.AddressFamily == distinct[0].AddressFamily).ToList();
        var second = distinct.Except(first).ToList();

        List<IPAddress> turns = [];
        for (var i = 0; i < Math.Max(first.Count, second.Count) && turns.Count < MaxAddresses; i++)
        {
            turns.AddRange(first.Skip(i).Take(1));
            turns.AddRange(second.Skip(i).Take(1));
        }

        return turns.Count > MaxAddresses ? turns[..MaxAddresses] : turns;
    }

    private static string ReasonOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => FailureReasons.ConnectRefused,
        SocketError.TimedOut => FailureReasons.ConnectTimeout,
        SocketError.ConnectionReset => FailureReasons.Reset,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable => FailureReasons.ConnectUnreachable,
        _ => FailureReasons.ConnectFailed,
    };

    private static DialFailedException Failed(string reason) => new(new AttemptOutcome.Unreachable(reason, Ambiguous: false));
}
