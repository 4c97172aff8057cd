using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>What a tenant names as an address is reached through one guarded handler, or not at all.</summary>
internal static class OutgoingConnections
{
    private static readonly HashSet<string> Clients =
        new(StringComparer.Ordinal) { "HttpClient", "SocketsHttpHandler", "HttpMessageInvoker", "HttpClientHandler" };

    private static readonly HashSet<string> Sockets =
        new(StringComparer.Ordinal) { "Socket", "TcpClient", "UdpClient", "ClientWebSocket", "SmtpClient", "QuicConnection" };

    /// <summary>Where a client may be made, each for a reason.</summary>
    private static readonly string[] MayMakeClients =
    [
        "src/Posthorn.Delivery/Sending/GuardedHandler.cs", // the guard itself
        "src/Posthorn.Api/", // the typed client speaks to the operator's own server, at an address that the operator gives
        "src/Posthorn.Cli/Calling/", // calls the server that whoever types the command names
        "src/Posthorn.Testing/", // speaks to what it started itself
        "proof/Posthorn.Proof/Killing/", // so does the proof
        "bench/",
        "test/",
    ];

    /// <summary>Where a socket may be opened: below the guard, which has looked at the address by then.</summary>
    private static readonly string[] MayOpenSockets =
    [
        "src/Posthorn.Delivery/Sending/",
        "src/Posthorn.Relay/Listening/", // a ClientWebSocket, which is given the guarded handler to dial with
        "src/Posthorn.Cli/Demo/Quickstarts/", // streams audio to the emulator that it started itself
        "src/Posthorn.Testing/",
        "bench/",
        "test/",
    ];

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           from made in file.Syntax.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
           let type = NameOfMade(made)
           where (Clients.Contains(type) && !file.IsUnder(MayMakeClients)) || (Sockets.Contains(type) && !file.IsUnder(MayOpenSockets))
           select file.At(made, $"a {type} of its own; what goes out goes through the guarded handler");

    private static string NameOfMade(BaseObjectCreationExpressionSyntax made) => made switch
    {
        ObjectCreationExpressionSyntax written => LastName(written.Type),
        _ => made.Ancestors().Select(DeclaredType).FirstOrDefault(type => type is not null) is { } type ? LastName(type) : "",
    };

    // `new(…)` takes its type from what it is assigned to or returned from.
    private static TypeSyntax? DeclaredType(SyntaxNode node) => node switch
    {
        VariableDeclarationSyntax variable => variable.Type,
        PropertyDeclarationSyntax property => property.Type,
        LocalFunctionStatementSyntax function => function.ReturnType,
        MethodDeclarationSyntax method => method.ReturnType,
        _ => null,
    };

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        NullableTypeSyntax nullable => LastName(nullable.ElementType),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
