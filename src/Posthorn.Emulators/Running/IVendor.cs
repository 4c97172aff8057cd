using Microsoft.AspNetCore.Routing;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Running;

/// <summary>A vendor's surface: its routes, in front of the engine that all vendors share.</summary>
internal interface IVendor
{
    /// <summary>The word by which the command line and scenarios know it.</summary>
    string Name { get; }

    /// <summary>How it notifies.</summary>
    Profile Profile { get; }

    /// <summary>What a client is to log in with, by the name under which people know it. For the test only: nothing of it is a secret.</summary>
    IReadOnlyList<(string Name, string Value)> Credentials { get; }

    /// <summary>Adds the vendor's routes.</summary>
    void Map(IEndpointRouteBuilder routes, Stage stage);

    /// <summary>The body of an error in the vendor's own form, for what never reaches a route of it.</summary>
    (string ContentType, byte[] Body) ErrorOf(int status, string message);

    /// <summary>Forgets what it keeps itself; the store is empty by then.</summary>
    void Forget();
}
