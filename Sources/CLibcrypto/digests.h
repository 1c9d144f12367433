// What Sources/Digests calls of OpenSSL's libcrypto: the system's own library, libssl-dev in Debian.
#include <openssl/evp.h>
#include <openssl/hmac.h>
