using System.Security.Cryptography;
using System.Text;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A request as a service reads it that knows the standard and nothing of ours.</summary>
internal static class Requests
{
    public static string Text(this ReceivedRequest request) => Encoding.UTF8.GetString(request.Body.Span);

    public static string Told(this ReceivedRequest request, string name) => request.Headers["posthorn-" + name].ToString();

    public static bool IsSignedWith(this ReceivedRequest request, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}."), .. request.Body.Span];
        var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        return request.Headers["webhook-signature"].ToString().Split(' ').Contains("v1," + Convert.ToBase64String(mac));
    }
}
