using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Signing;

namespace Posthorn.Proof.Killing.Receiving;

/// <summary>The headers of a request, for the verification.</summary>
internal readonly struct RequestHeaders(IHeaderDictionary headers) : IHeaderLookup
{
    public HeaderValue Find(string name) => headers[name] switch
    {
        { Count: 0 } => HeaderValue.Missing,
        { Count: 1 } values => new(values[0]),
        _ => HeaderValue.Several,
    };
}
