namespace Posthorn.Protocol.Signing;

/// <summary>
/// Where a verification finds the headers of a request. A struct that implements it costs no allocation. For ASP.NET's
/// <c>StringValues</c>: no value is <see cref="HeaderValue.Missing"/>, one is <c>new HeaderValue(values[0])</c>, more are
/// <see cref="HeaderValue.Several"/>.
/// </summary>
public interface IHeaderLookup
{
    /// <summary>Finds a header by its name, whatever the case of its letters.</summary>
    /// <param name="name">The name, as the scheme writes it.</param>
    /// <returns>Its only value, or that it is missing, or that it came several times.</returns>
    HeaderValue Find(string name);
}
