using System.Net;
using System.Text;
using Posthorn.Gateway.Forwarding;

namespace Posthorn.Gateway.Configuration;

/// <summary>Reads a destination's <c>rabbitmq</c>.</summary>
internal static class RabbitMqSection
{
    private const string Plain = "amqp";
    private const string Secured = "amqps";
    private const int LongestName = 255;

    public static ForwardingTarget? Read(Section section)
    {
        var entry = section.Value("uri", required: true);
        var broker = entry is null ? null : BrokerOf(section, entry);
        var (user, password) = CredentialsOf(section, entry, broker);
        var exchange = section.Value("exchange", required: !section.Has("exchange"))?.Text;
        if (exchange is not null && Encoding.UTF8.GetByteCount(exchange) > LongestName)
        {
            section.Mistake("exchange", $"a name has at most {LongestName} bytes.");
        }

        var routingKey = section.Value("routingKey")?.Text ?? RoutingKeys.Usual;
        if (Encoding.UTF8.GetByteCount(routingKey) > LongestName / 2 || !RoutingKeys.IsValid(routingKey))
        {
            section.Mistake("routingKey", $"write at most {LongestName / 2} bytes; in braces it may have {{type}} and {{source}}.");
        }

        section.Close();
        return broker is null || exchange is null
            ? null
            : new ForwardingTarget.RabbitMq(new UriBuilder(broker) { UserName = null, Password = null }.Uri, user, password, exchange, routingKey);
    }

    private static Uri? BrokerOf(Section section, Entry entry)
    {
        var fine = Uri.TryCreate(entry.Text, UriKind.Absolute, out var broker) && broker.Scheme is Plain or Secured
            && broker.Host.Length > 0 && broker.Query.Length == 0 && broker.Fragment.Length == 0 && broker.Segments.Length <= 2;
        if (!fine)
        {
            section.Mistake("uri", "write amqps://HOST:PORT/VHOST, or amqp:// where the way to the broker is your own.");
            return null;
        }

        var isHere = broker!.Host == "localhost" || (IPAddress.TryParse(broker.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (broker.Scheme == Plain && !isHere)
        {
            section.Warn("uri", "amqp:// sends password and notifications as plain text. Use amqps:// unless the network is your own alone.");
        }

        return broker;
    }

    private static (string? User, string? Password) CredentialsOf(Section section, Entry? uri, Uri? broker)
    {
        var parts = (broker?.UserInfo ?? string.Empty).Split(':', 2);
        if (uri is { IsLiteral: true } && parts.Length == 2)
        {
            section.Warn("uri", "a password stands in the file itself. Give it as password: ${NAME}.");
        }

        var user = section.Value("user")?.Text ?? (parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null);
        var password = section.Secret("password")?.Text ?? (parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);
        if (user is null != password is null)
        {
            section.Mistake("give user and password, or neither.");
        }

        return (user, password);
    }
}
