using System.Net.Sockets;
using System.Security.Authentication;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Calling;

/// <summary>What is said when a server does not answer, or is not one of ours.</summary>
internal static class Unreachable
{
    private const string WhereElse = "  Another address: --server or POSTHORN_SERVER.";

    public static Answer Of(Uri server, HttpRequestException failure)
    {
        if (failure.StatusCode is { } status)
        {
            return Failed($"{CommandTree.Name}: {server} answered {(int)status}, and not as a Posthorn server does.", WhereElse);
        }

        return failure switch
        {
            { InnerException: AuthenticationException } => Failed(
                $"{CommandTree.Name}: the certificate of {server} is not one that this machine trusts.",
                "  Add its authority to the system's store (SSL_CERT_FILE names another one)."),
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => Failed(
                $"{CommandTree.Name}: nothing listens at {server}",
                "  Start a server with: posthorn serve",
                WhereElse),
            { HttpRequestError: HttpRequestError.NameResolutionError } => Failed(
                $"{CommandTree.Name}: there is no host named {server.Host}.",
                WhereElse),
            _ => Failed($"{CommandTree.Name}: the connection to {server} broke ({failure.HttpRequestError}).", WhereElse),
        };
    }

    public static Answer NotPosthorn(Uri server) =>
        Failed($"{CommandTree.Name}: {server} answered something that is not a Posthorn server's JSON.", WhereElse);

    public static Answer TooSlow(Uri server, TimeSpan waited) => Failed(
        $"{CommandTree.Name}: {server} did not answer within {waited.TotalSeconds:0} s.",
        "  Whether the request was carried out is not known.");

    private static Answer Failed(params IReadOnlyList<string> lines) => new() { ExitCode = ExitCodes.Unreachable, Notes = lines };
}
