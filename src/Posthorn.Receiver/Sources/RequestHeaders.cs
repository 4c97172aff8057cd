using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Signing;

namespace Posthorn.Receiver.Sources;

/// <summary>The headers of a request, as a verification asks for them.</summary>
internal readonly struct RequestHeaders(IHeaderDictionary headers) : IHeaderLookup
{
    public HeaderValue Find(string name) => headers[name] is var values && values.Count > 1 ? HeaderValue.Several : new(values.Count == 0 ? null : values[0]);
}
