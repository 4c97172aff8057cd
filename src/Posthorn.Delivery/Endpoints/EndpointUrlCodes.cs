namespace Posthorn.Delivery.Endpoints;

/// <summary>The stable codes of a refused URL.</summary>
internal static class EndpointUrlCodes
{
    public const string Scheme = "url_scheme";
    public const string UserInfo = "url_userinfo";
    public const string Port = "url_port";
    public const string Host = "url_host";
    public const string IpLiteral = "url_ip_literal";
    public const string Characters = "url_characters";
    public const string Fragment = "url_fragment";
    public const string Length = "url_length";
}
