namespace Posthorn.Delivery.Sending;

/// <summary>Where a connection is asked for, before any address is known.</summary>
internal readonly record struct Destination(string Host, int Port, bool Tls)
{
    /// <summary>The ports that any endpoint may have; others need an allowed range.</summary>
    public static bool IsOrdinaryPort(int port) => port is 443 or 8443;

    /// <summary>Https, a usual port, a name of the Internet. Anything else is dialled only inside a range the operator allowed.</summary>
    public bool IsOrdinary => Tls && IsOrdinaryPort(Port) && !HostNames.IsLiteral(Host, out _) && !HostNames.IsLocal(Host);
}
