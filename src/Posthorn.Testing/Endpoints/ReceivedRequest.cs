using Microsoft.AspNetCore.Http;

namespace Posthorn.Testing.Endpoints;

/// <summary>A request that a <see cref="TestEndpoint"/> was sent.</summary>
/// <param name="Protocol">HTTP/1.1 or HTTP/2.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="ConnectionId">Names the connection; two requests with the same one shared it.</param>
public sealed record ReceivedRequest(
    string Protocol, string Method, string Path, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, string ConnectionId);
